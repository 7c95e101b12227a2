"""Use a running app (`make ui`) from another program: `python examples/app_client.py ADDRESS`."""

import sys

from gradio_client import Client

app = Client(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:7860", verbose=False)
told = app.predict("Cut parcel delays", "7.5% of parcels arrive late.", api_name="/draft_brief")
print(told["work"], told["result"]["readiness"]["state"])
for question in told["result"]["questions"]:
    print(question["who"], question["text"])
ideas = "- Mend the filters: impact 40k to 60k EUR a year, effort 1 week, confidence 90%"
print(app.predict(ideas, api_name="/rank_ideas")["result"]["ideas"][0]["rate"]["text"])
