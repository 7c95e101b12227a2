"""What a site refuses or fails at, in one line that says what to do."""

from __future__ import annotations

from ..errors import BriefstarError, UsageError

_LONGEST = 200


class PublishError(BriefstarError):
    """The site failed, was too busy or could not be reached; the message says what to do."""


class Unanswered(PublishError):
    """No answer came to the making of a page: nobody knows whether it was made."""


def refused(site: str, status: int, said: str, variables: str) -> BriefstarError:
    """Return the error for an answer's status. `said` is the site's own message, without secrets.

    `variables` names the settings that hold the credentials.
    """
    words = " ".join(said.split())
    words = words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
    if status == 401:
        return UsageError(f"{site} does not take the token: check {variables}")
    if status == 403:
        return UsageError(f"{site} does not allow it to the user of {variables}: ask for the right")
    if status == 404:
        return UsageError(
            f"{site} has no such page or space, or the token may not see it: check what you named"
        )
    if status == 409:
        return PublishError(f"{site}: the page was changed meanwhile; publish once more")
    if status == 429:
        return PublishError(f"{site} is asked too often: publish again in some minutes")
    if status >= 500:
        return PublishError(f"{site} failed ({status}): publish again later")
    if "title" in words.casefold() and "exist" in words.casefold():
        return UsageError(
            f"{site} has another page with this title: rename the work with `briefstar library "
            "rename`, or name that page with --page to write over it"
        )
    return UsageError(f"{site} refused the page ({status}): {words or 'it does not say why'}")


def gone(site: str, page: str) -> UsageError:
    """Return the error for a remembered page that is there no more."""
    return UsageError(
        f"page {page} is gone from {site}, or the token may not see it: make a new one with --anew"
    )


def silent(site: str, seconds: int, method: str) -> PublishError:
    """Return the error for an answer that did not come in time."""
    return _without(f"{site} did not answer within {seconds} s", method)


def broken(site: str, method: str) -> PublishError:
    """Return the error for a connection that broke before the answer was there."""
    return _without(f"the connection to {site} broke", method)


def unreachable(site: str, address: str) -> PublishError:
    """Return the error for a site that no connection reaches."""
    return PublishError(f"{site} cannot be reached at {address}: check the address and the network")


def _without(what: str, method: str) -> PublishError:
    """Return the error for an answer that never came."""
    if method == "POST":
        return Unanswered(
            f"{what}, and the page may have been made all the same: look there, name the page "
            "with --page if it is there, else make it with --anew"
        )
    return PublishError(f"{what}: publish again later")


def no_answer(site: str, address: str, variable: str) -> UsageError:
    """Return the error for an answer that is not the site's."""
    return UsageError(f"{address} does not answer as {site} does: check {variable}")
