"""The interview coach: which part of a STAR answer each sentence is, from observations.

Reads prompts and asks a model through `llm`; knows nothing of the translator.
"""
