"""The firm as files: how sheets of a folder or a workbook are read, taken in and given back."""
