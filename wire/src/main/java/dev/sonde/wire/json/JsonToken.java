package dev.sonde.wire.json;

/// What [JsonReader] has come to.
public enum JsonToken {
  BEGIN_OBJECT("{"),
  END_OBJECT("}"),
  BEGIN_ARRAY("["),
  END_ARRAY("]"),
  /// The name of a member; its value is the next token.
  NAME("a name"),
  TEXT("text"),
  NUMBER("a number"),
  TRUE("true"),
  FALSE("false"),
  NULL("null"),
  /// The document is over.
  END("the end");

  private final String words;

  JsonToken(String words) {
    this.words = words;
  }

  /// For messages.
  @Override
  public String toString() {
    return words;
  }
}
