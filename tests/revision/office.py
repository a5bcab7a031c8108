"""LibreOffice as the one who edits: real tracked changes, comments, and its own saving.

One process does many jobs. Each line of its script is a step: open, author, record, replace,
delete, after, comment, accept, reject, save, close.
"""

import shutil
import subprocess
from pathlib import Path

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Work(source As String)
  On Error GoTo Failed
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  stream = createUnoService("com.sun.star.io.TextInputStream")
  stream.setInputStream(files.openFileRead(source))
  stream.setEncoding("UTF-8")
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = "MS Word 2007 XML"
  Dim node(0) As New com.sun.star.beans.PropertyValue
  node(0).Name = "nodepath"
  node(0).Value = "/org.openoffice.UserProfile/Data"
  provider = createUnoService("com.sun.star.configuration.ConfigurationProvider")
  person = ""
  Do While Not stream.isEOF()
    told = stream.readLine()
    If told &lt;&gt; "" Then
      part = Split(told, Chr(9))
      Select Case part(0)
      Case "author"
        person = part(1)
        data = provider.createInstanceWithArguments( _
          "com.sun.star.configuration.ConfigurationUpdateAccess", node())
        data.setPropertyValue("givenname", person)
        data.setPropertyValue("sn", "")
        data.commitChanges()
      Case "open"
        document = StarDesktop.loadComponentFromURL(part(1), "_blank", 0, hidden())
      Case "record"
        document.RecordChanges = (part(1) = "on")
      Case "replace", "delete", "after", "comment"
        search = document.createSearchDescriptor()
        search.SearchString = part(1)
        search.SearchCaseSensitive = True
        found = document.findFirst(search)
        If IsNull(found) Then
          Error 380
        ElseIf part(0) = "replace" Then
          found.setString(part(2))
        ElseIf part(0) = "delete" Then
          found.setString("")
        ElseIf part(0) = "after" Then
          cursor = found.getText().createTextCursorByRange(found.getEnd())
          found.getText().insertString(cursor, part(2), False)
        Else
          note = document.createInstance("com.sun.star.text.textfield.Annotation")
          note.Content = part(2)
          note.Author = person
          found.getText().insertTextContent(found.getEnd(), note, False)
        End If
      Case "accept", "reject"
        helper = createUnoService("com.sun.star.frame.DispatchHelper")
        verb = IIf(part(0) = "accept", "Accept", "Reject")
        helper.executeDispatch(document.CurrentController.Frame, _
          ".uno:" &amp; verb &amp; "AllTrackedChanges", "", 0, Array())
      Case "save"
        document.storeToURL(part(1), how())
      Case "close"
        document.close(True)
      End Select
    End If
  Loop
  stream.closeInput()
  StarDesktop.terminate()
  Exit Sub
Failed:
  Open ConvertFromURL(source &amp; ".error") For Output As #1
  Print #1, Error$ &amp; " line " &amp; Erl
  Close #1
  StarDesktop.terminate()
End Sub
</script:module>
"""
LIMIT = 900  # seconds; a busy machine takes its time


class Office:
    """A LibreOffice with a profile of its own."""

    def __init__(self, work):
        """`work`: a folder for its profile and its scripts."""
        self.work = Path(work)
        self.count = 0
        self._call("macro:///Standard.Module1.Main")
        module = self.work / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
        self.is_there = module.exists()
        if self.is_there:
            module.write_text(MACRO, "utf-8")

    def _call(self, *arguments):
        if not shutil.which("soffice"):
            return
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{self.work}/profile", "--headless",
             "--norestore", *arguments],
            stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=LIMIT,
        )  # fmt: skip

    def work_through(self, steps):
        """Do the steps, each a row of words; paths are told as they are."""
        self.count += 1
        script = self.work / f"script{self.count}.tsv"
        rows = []
        for word, *rest in steps:
            told = [f"file://{rest[0]}"] if word in ("open", "save") else rest
            rows.append("\t".join([word, *told]))
        script.write_text("\n".join(rows) + "\n", "utf-8")
        self._call(f'macro:///Standard.Module1.Work("file://{script}")')
        error = script.with_name(f"{script.name}.error")
        if error.exists():
            raise RuntimeError(f"{error.read_text('utf-8', 'replace')}: {rows}")

    def edited(self, source, target, *steps, author="张三"):
        """One file opened, edited and saved."""
        self.work_through(
            [("author", author), ("open", source), *steps, ("save", target), ("close",)]
        )
        return target.read_bytes()
