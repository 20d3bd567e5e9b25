"""The graph home: nodes that are described first and computed by a session later."""
