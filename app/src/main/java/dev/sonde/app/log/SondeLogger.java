package dev.sonde.app.log;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/// One component's logger.
final class SondeLogger extends LegacyAbstractLogger {
  @Serial private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // the interface asks for it; nobody writes a logger to a stream
  private final Log log;

  SondeLogger(String name, Log log) {
    this.name = name;
    this.log = log;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return log.shows(name, Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return log.shows(name, Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return log.shows(name, Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return log.shows(name, Level.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    String message =
        arguments == null ? pattern : MessageFormatter.basicArrayFormat(pattern, arguments);
    log.write(name, level, message == null ? "" : message, thrown);
  }
}
