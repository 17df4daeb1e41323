package dev.sonde.collectors.discovery.group;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/// Gives blanks for tabs, which JSON has between its signs where YAML has none.
final class Untabbed extends FilterReader {
  Untabbed(Reader in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int next = in.read();
    return next == '\t' ? ' ' : next;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    int count = in.read(into, offset, length);
    for (int i = offset; i < offset + count; i++) {
      if (into[i] == '\t') {
        into[i] = ' ';
      }
    }
    return count;
  }
}
