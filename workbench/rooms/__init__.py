"""People answering live: questions, rounds, answers and the store; nothing of evaluation."""
