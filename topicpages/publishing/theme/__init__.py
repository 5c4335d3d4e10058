"""What we know about MkDocs' theme: the files that it brings and the HTML that it writes itself."""
