"""How a record's file is written: its layout, and a first draft of it. Text in, text out."""
