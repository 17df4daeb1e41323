package dev.sonde.collectors.container;

import dev.sonde.collectors.files.Ascii;
import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Text;

/// A file with a name and a number in each line, such as `memory.stat`.
final class KeyedFile implements Reading {
  private final KeptFile file;
  private final Key[] keys;

  static final class Key {
    private final byte[] word;
    private final Vital vital;
    private final double divisor;

    private Key(byte[] word, Vital vital, double divisor) {
      this.word = word;
      this.vital = vital;
      this.divisor = divisor;
    }

    static Key of(String word, Vital vital) {
      return of(word, vital, 1);
    }

    /// @param divisor turns the kernel's unit into ours
    static Key of(String word, Vital vital, double divisor) {
      return new Key(Ascii.bytes(word), vital, divisor);
    }
  }

  KeyedFile(KeptFile file, Key... keys) {
    this.file = file;
    this.keys = keys;
  }

  @Override
  public void read(Vitals into) {
    Text text = file.read();
    if (text == null) {
      return;
    }
    while (text.line()) {
      if (text.word()) {
        take(text, into);
      }
    }
  }

  @Override
  public void close() {
    file.close();
  }

  private void take(Text text, Vitals into) {
    for (Key key : keys) {
      if (text.is(key.word)) {
        into.set(key.vital, text.amount() / key.divisor);
        return;
      }
    }
  }
}
