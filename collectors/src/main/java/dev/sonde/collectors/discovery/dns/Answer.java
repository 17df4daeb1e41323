package dev.sonde.collectors.discovery.dns;

import java.util.List;

/// What a message means to whoever asked.
sealed interface Answer {
  /// No answer to this question: somebody else's, or nobody's.
  record Unrelated() implements Answer {}

  /// There is such a name; it may have none of the records asked for.
  record Found(List<Resource> resources) implements Answer {
    public Found {
      resources = List.copyOf(resources);
    }
  }

  record NoSuchName() implements Answer {}

  /// Not all of it fits; it has to be asked over TCP.
  record Truncated() implements Answer {}

  /// @param code what the server calls it
  record Failed(int code) implements Answer {
    private static final int FORMAT = 1;
    private static final int NOT_IMPLEMENTED = 4;

    /// May it be that the server knows no EDNS?
    boolean old() {
      return code == FORMAT || code == NOT_IMPLEMENTED;
    }

    @Override
    public String toString() {
      return switch (code) {
        case FORMAT -> "FORMERR";
        case 2 -> "SERVFAIL";
        case NOT_IMPLEMENTED -> "NOTIMP";
        case 5 -> "REFUSED";
        default -> "code " + code;
      };
    }
  }

  /// An answer that breaks off or contradicts itself.
  record Malformed(String why) implements Answer {}
}
