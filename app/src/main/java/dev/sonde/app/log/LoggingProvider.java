package dev.sonde.app.log;

import dev.sonde.api.Time;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// What slf4j finds: lines to standard error, by [LogConfig].
public final class LoggingProvider implements SLF4JServiceProvider {
  private static final String OURS = "sonde.";

  private static final class Loggers implements ILoggerFactory {
    private final Log log = new Log(Time.SYSTEM, System.err);
    private final Map<String, Logger> byName = new ConcurrentHashMap<>();

    @Override
    public Logger getLogger(String name) {
      String shown = name.startsWith(OURS) ? name.substring(OURS.length()) : name;
      return byName.computeIfAbsent(shown, each -> new SondeLogger(each, log));
    }
  }

  private final Loggers loggers = new Loggers();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new NOPMDCAdapter();

  /// Applies a configuration to all loggers, those in use included.
  public static void configure(LogConfig config) {
    if (LoggerFactory.getILoggerFactory() instanceof Loggers loggers) {
      loggers.log.configure(config);
    }
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return loggers;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {}
}
