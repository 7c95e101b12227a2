"""A brief from Python: watch its sections come, answer a question, draft it again."""

from briefstar import draft_brief, stream_brief, to_markdown
from briefstar.translator.brief import Brief

GOAL = "Cut parcel delays"
KNOWN = "7.5% of parcels arrive late. Ready by Q3."

for item in stream_brief(GOAL, KNOWN):
    if isinstance(item, Brief):
        brief = item
    elif title := getattr(item, "title", ""):
        print("finished:", title)

question = brief.questions[0]
print(f"\n{brief.readiness.state}: {question.who} is asked: {question.text}")
answers = {question.id: "5% of parcels"}
revised = draft_brief(GOAL, KNOWN, answers=answers, previous=brief)
for change in revised.changes:
    print(f"{change.path}: {change.before or '-'} -> {change.after or '-'}")
print("\n" + to_markdown(revised))
