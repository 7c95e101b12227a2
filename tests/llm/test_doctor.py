"""The doctor: right when all is well, and most helpful when nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefstar.errors import UsageError
from briefstar.llm import doctor, machine, weights
from briefstar.llm.doctor import diagnose
from briefstar.llm.weights import WeightsStatus

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.usefixtures("unset"),
]


@pytest.fixture
def healthy(server):
    """Answers the doctor's two questions as a good endpoint does."""
    server.good = server.says('{"fruit": "banana"}')
    server.script.append(server.good)
    server.script.append(server.weighs(yes=-0.1, no=-2.5))
    return server


@pytest.fixture
def set_endpoint(server, environment, key):
    environment(BRIEFSTAR_BASE_URL=server.url, BRIEFSTAR_MODEL="small", BRIEFSTAR_API_KEY=key)


def by_name(report):
    return {check.name: check for check in report.checks}


def test_a_good_endpoint(healthy, set_endpoint, key):
    report = diagnose()
    assert report.ok
    assert (report.endpoint, report.model) == (healthy.url, "small")
    assert report.reason == "BRIEFSTAR_BASE_URL is set"
    assert [check.name for check in report.checks] == [
        "reachable",
        "model",
        "json_schema",
        "logprobs",
    ]
    assert all(check.ok and not check.fix for check in report.checks)
    assert key not in report.model_dump_json()


def test_what_an_endpoint_lacks_is_told_and_is_no_failure(server, set_endpoint):
    refused = server.status(400, {"error": {"message": "response_format is not supported"}})
    server.script.extend([refused, refused, server.says('{"fruit": "banana"}')])
    server.script.append(server.says("yes", "length"))
    server.good = server.says('{"answer": "yes"}')
    report = diagnose()
    found = by_name(report)
    assert not found["json_schema"].ok and "in words" in found["json_schema"].detail
    assert not found["logprobs"].ok and "gives none" in found["logprobs"].detail
    assert report.ok


def test_an_endpoint_that_ignores_schemas(server, set_endpoint):
    server.good = server.says('{"fruit": "cherry"}')
    report = diagnose()
    check = by_name(report)["json_schema"]
    assert not check.ok and not report.ok
    assert "no usable" in check.detail and "response_format" in check.fix


def test_a_refused_key(server, set_endpoint, monkeypatch, key):
    monkeypatch.setattr(doctor, "list_models", lambda *_: doctor_listing(status=401))
    report = diagnose()
    check = by_name(report)["key"]
    assert not report.ok and "a key is set" in check.detail
    assert "BRIEFSTAR_API_KEY" in check.fix
    assert key not in report.model_dump_json()


def doctor_listing(**fields):
    from briefstar.llm.probe import Listing

    return Listing(**fields)


def test_a_key_that_is_refused_only_when_asked(server, set_endpoint):
    server.good = server.status(401)
    report = diagnose()
    assert not report.ok
    assert "the key was refused" in by_name(report)["answers"].detail


def test_an_unknown_model(server, set_endpoint, environment):
    environment(BRIEFSTAR_MODEL="absent")
    report = diagnose()
    check = by_name(report)["model"]
    assert not report.ok and "it has: large, small" in check.detail
    assert "BRIEFSTAR_MODEL" in check.fix
    assert server.bodies == [], "nothing is asked of a model that is not there"


def test_a_server_that_is_gone(environment):
    environment(BRIEFSTAR_BASE_URL="http://127.0.0.1:9/v1", BRIEFSTAR_MODEL="small")
    report = diagnose()
    assert not report.ok
    assert (report.endpoint, report.model) == ("http://127.0.0.1:9/v1", "small")
    assert [check.name for check in report.checks] == ["reachable"]
    assert "BRIEFSTAR_BASE_URL" in report.checks[0].fix


@pytest.mark.parametrize(
    ("variables", "name", "told"),
    [
        ({"BRIEFSTAR_TIMEOUT": "soon"}, "settings", "BRIEFSTAR_TIMEOUT"),
        ({"BRIEFSTAR_MODEL": "absent"}, "settings", "no endpoint on this machine"),
        ({"BRIEFSTAR_BASE_URL": "http://127.0.0.1:9/v1"}, "reachable", "cannot reach"),
        ({"BRIEFSTAR_BASE_URL": "http://[bad"}, "settings", "must look like"),
    ],
)
def test_everything_wrong_is_a_report_not_a_crash(environment, variables, name, told):
    environment(**variables)
    report = diagnose()
    assert not report.ok
    assert [check.name for check in report.checks] == [name]
    assert told in report.checks[0].detail
    assert "BRIEFSTAR_ENDPOINT=embedded" in report.checks[0].fix


def test_another_endpoint_may_be_looked_at(healthy):
    report = diagnose(spec=f"{healthy.url}#large")
    assert report.ok and report.model == "large"
    assert report.reason == "given by the caller"


@pytest.fixture
def found(monkeypatch):
    """Pretend that the weights are in some state."""

    def pretend(state, *, size=0, free=50 * 10**9, memory=8 * 10**9, problem=""):
        status = WeightsStatus(
            "the model", Path("/w/model.gguf"), state, size, 10**9, free, problem=problem
        )
        monkeypatch.setattr(weights, "status", lambda _: status)
        monkeypatch.setattr(doctor, "free_memory", lambda: memory)
        return diagnose()

    return pretend


def test_the_embedded_model_ready(found):
    report = found("verified", size=10**9)
    assert report.ok and all(check.ok for check in report.checks)
    assert (report.endpoint, report.model) == ("embedded", "the model")
    assert "verified by their hash" in by_name(report)["weights"].detail


@pytest.mark.parametrize("state", ["absent", "partial"])
def test_weights_that_are_still_to_pull_are_no_failure(found, state):
    report = found(state, size=4 * 10**8 if state == "partial" else 0)
    check = by_name(report)["weights"]
    assert report.ok and not check.ok
    assert check.fix == "briefstar model pull"
    assert ("0.40 of 1.00 GB" in check.detail) is (state == "partial")


def test_damaged_weights_a_full_disk_and_little_memory(found):
    report = found("damaged", size=10, free=10**8, memory=10**9, problem="it is cut short")
    checks = by_name(report)
    assert not report.ok
    assert "it is cut short" in checks["weights"].detail
    assert "BRIEFSTAR_CACHE_DIR" in checks["disk"].fix
    assert not checks["memory"].ok and "smaller GGUF" in checks["memory"].fix


def test_unknown_memory_is_said_to_be_unknown(found):
    check = by_name(found("verified", memory=None))["memory"]
    assert check.ok and "not known" in check.detail


def test_a_missing_engine(found, monkeypatch):
    monkeypatch.setattr(doctor, "find_spec", lambda _: None)
    report = found("verified")
    assert not report.ok and "not installed" in by_name(report)["engine"].detail


def test_a_cache_that_cannot_be_read(monkeypatch):
    def refuse(_):
        raise UsageError("the weights cannot be looked at: denied")

    monkeypatch.setattr(weights, "status", refuse)
    report = diagnose()
    assert not report.ok and "denied" in by_name(report)["weights"].detail


def test_free_memory_heeds_a_container(monkeypatch, tmp_path):
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal: 4000 kB\nMemAvailable:    3000 kB\n")
    monkeypatch.setattr(machine, "_MEMINFO", meminfo)
    monkeypatch.setattr(machine, "_CGROUP", tmp_path)
    assert machine.free_memory() == 3000 * 1024
    (tmp_path / "memory.max").write_text("max\n")
    assert machine.free_memory() == 3000 * 1024
    (tmp_path / "memory.max").write_text("1000\n")
    (tmp_path / "memory.current").write_text("400\n")
    assert machine.free_memory() == 600
    meminfo.write_text("nonsense\n")
    (tmp_path / "memory.max").unlink()
    assert machine.free_memory() is None or machine.free_memory() > 0
