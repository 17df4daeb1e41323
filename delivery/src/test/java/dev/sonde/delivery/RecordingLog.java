package dev.sonde.delivery;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/// Keeps log lines that people would see.
@SuppressWarnings("serial") // never serialised
final class RecordingLog extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;

  private final List<String> lines = new ArrayList<>();

  RecordingLog() {
    name = "test";
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  synchronized List<String> take() {
    var taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  @Override
  protected synchronized void handleNormalizedLoggingCall(
      Level level, Marker marker, String text, Object[] values, Throwable thrown) {
    lines.add(level + " " + MessageFormatter.basicArrayFormat(text, values));
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return RecordingLog.class.getName();
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return true;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }
}
