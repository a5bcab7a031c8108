"""Prompt, model and parser to an answer: within a budget, each question paid for once."""
