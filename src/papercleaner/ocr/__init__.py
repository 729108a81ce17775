"""Pictures of pages to lines with boxes: columns found on the pixels, then recognition.  Needs the extra `ocr`."""
