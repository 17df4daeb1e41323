import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.app {
  requires dev.sonde.api;
  requires org.slf4j;

  provides org.slf4j.spi.SLF4JServiceProvider with
      dev.sonde.app.log.LoggingProvider;
}
