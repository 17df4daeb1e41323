package dev.sonde.framework;

/// A target that is no container that any runtime knows. The message says which are known, and what
/// is wrong with runtimes that could not be asked.
public final class UnknownContainerException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UnknownContainerException(String message) {
    super(message);
  }
}
