"""From a vague goal to a collaboration brief that product and engineering can both sign.

`drafting` is the way in; the stages are read, document, observe (with classify and interview),
chain, questions and readiness (the judgement), write, verify, markdown.
"""
