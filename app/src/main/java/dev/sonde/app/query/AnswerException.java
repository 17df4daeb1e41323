package dev.sonde.app.query;

import java.io.Serial;

/// An answer that no Sonde gives.
public final class AnswerException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  AnswerException(String what) {
    super(what);
  }
}
