"""The brief as a step of a LangChain chain: before it a text is tidied, after it questions come."""

from briefstar import brief_runnable
from langchain_core.runnables import RunnableLambda

tidy = RunnableLambda(lambda note: {"goal": note.splitlines()[0].strip("# "), "context": note})
ask = RunnableLambda(lambda brief: [f"{q.who}: {q.text}" for q in brief.questions])
chain = tidy | brief_runnable() | ask

NOTE = """# Cut parcel delays
7.5% of parcels arrive late. The depot scans every parcel."""

for line in chain.invoke(NOTE):
    print(line)
