"""Everything dies while uploads come in; afterwards the client's ledger is held against what is there.

``servers`` can be killed and started again, ``clients`` send and keep the ledger, ``faults`` are done to the servers,
``chronicle`` notes in the database what happens to each row, ``verdict`` says what was lost or doubled.
"""
