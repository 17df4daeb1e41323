package dev.sonde.client.micrometer;

import static io.micrometer.core.instrument.config.MeterRegistryConfigValidator.check;
import static io.micrometer.core.instrument.config.MeterRegistryConfigValidator.checkAll;
import static io.micrometer.core.instrument.config.validate.PropertyValidator.getBoolean;
import static io.micrometer.core.instrument.config.validate.PropertyValidator.getDuration;
import static io.micrometer.core.instrument.config.validate.PropertyValidator.getInteger;
import static io.micrometer.core.instrument.config.validate.PropertyValidator.getSecret;
import static io.micrometer.core.instrument.config.validate.PropertyValidator.getString;

import dev.sonde.api.Secret;
import dev.sonde.client.SinkConfig;
import io.micrometer.core.instrument.config.validate.InvalidReason;
import io.micrometer.core.instrument.config.validate.Validated;
import io.micrometer.core.instrument.config.validate.ValidationException;
import io.micrometer.core.instrument.push.PushRegistryConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What a [SondeMeterRegistry] has to know. A lambda is enough, `get` of whatever keeps properties:
///
/// ```
/// SondeConfig config = environment::getProperty;   // sonde.url, sonde.key-file, sonde.folder …
/// ```
///
/// or a class that overrides what it knows better. Of what Micrometer's own interface has,
/// `batchSize`, `numThreads` and the time-outs say nothing here.
@FunctionalInterface
public interface SondeConfig extends PushRegistryConfig {
  /// What keys begin with: `sonde`.
  @Override
  default String prefix() {
    return "sonde";
  }

  /// Where the hub is, `http`, `https`, `ws` or `wss`; key `url`, by default
  /// `http://localhost:9100`.
  default String url() {
    return getString(this, "url").orElse("http://localhost:9100");
  }

  /// What is shown to the hub; key `key`. Rather keep it in a file ([#keyFile]).
  default Optional<Secret> key() {
    return Optional.ofNullable(getSecret(this, "key").orElse(null))
        .filter(key -> !key.isBlank())
        .map(Secret::new);
  }

  /// A file that holds what is shown to the hub, read once; key `key-file`.
  default Optional<Path> keyFile() {
    return path("key-file");
  }

  /// Where metrics wait until the hub has them, made when there is none; key `folder`. Needed
  /// unless [#memory] says otherwise.
  default Optional<Path> folder() {
    return path("folder");
  }

  /// Do metrics wait in memory alone, and end with the process? Key `memory`, by default no.
  default boolean memory() {
    return getBoolean(this, "memory").orElse(false);
  }

  /// What may wait for the hub; key `mebibytes`, by default 256, in memory 16, and 4 at least. When
  /// it is full, what is new is refused and handed in again.
  default int mebibytes() {
    return getInteger(this, "mebibytes").orElse(memory() ? 16 : 256);
  }

  /// How long a publication waits for the disk; key `patience`, by default a second.
  default Duration patience() {
    return getDuration(this, "patience").orElse(Duration.ofSeconds(1));
  }

  /// How long closing may take to bring to the hub what waits; key `close-within`, by default five
  /// seconds. What is left goes on at the next start.
  default Duration closeWithin() {
    return getDuration(this, "close-within").orElse(Duration.ofSeconds(5));
  }

  /// All of it, as the client library wants it.
  ///
  /// @throws IllegalArgumentException when something is missing or wrong
  /// @throws UncheckedIOException when the file with the key can't be read
  default SinkConfig sink() {
    SinkConfig bare = keeping().withPatience(patience()).withCloseWithin(closeWithin());
    SinkConfig bounded = bare.withBytes((long) mebibytes() << 20, bare.mostWaitingBytes());
    return key().or(this::readKey).map(bounded::withKey).orElse(bounded);
  }

  private SinkConfig keeping() {
    if (memory()) {
      return SinkConfig.inMemory(url());
    }
    return folder()
        .map(folder -> SinkConfig.inFolder(url(), folder))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "a folder is needed, where metrics wait for the hub; or memory=true, and they"
                    + " end with the process"));
  }

  private Optional<Path> path(String property) {
    try {
      return Optional.ofNullable(getString(this, property).orElse(null))
          .filter(path -> !path.isBlank())
          .map(Path::of);
    } catch (InvalidPathException wrong) {
      throw new ValidationException(
          Validated.invalid(
              prefix() + "." + property,
              wrong.getInput(),
              "must be a path",
              InvalidReason.MALFORMED,
              wrong));
    }
  }

  private Optional<Secret> readKey() {
    return keyFile().map(SondeConfig::read);
  }

  private static Secret read(Path file) {
    try {
      return new Secret(Files.readString(file).strip());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the file with the key can't be read", unreadable);
    }
  }

  @Override
  default Validated<?> validate() {
    return checkAll(
        this,
        check("step", SondeConfig::soundStep),
        check("key-file", SondeConfig::keyFile),
        check("folder", SondeConfig::folder),
        check("mebibytes", SondeConfig::mebibytes),
        check("patience", SondeConfig::patience),
        check("close-within", SondeConfig::closeWithin),
        SondeConfig::whole);
  }

  /// Micrometer divides it by three.
  private Duration soundStep() {
    if (step().toMillis() < 10) {
      throw new ValidationException(
          Validated.invalid(
              prefix() + ".step", step(), "must be 10 ms or more", InvalidReason.MALFORMED));
    }
    return step();
  }

  /// What no key says alone; asked of a registry that publishes.
  private Validated<?> whole() {
    try {
      return enabled() ? Validated.valid(prefix(), sink().url()) : Validated.none();
    } catch (IllegalArgumentException | UncheckedIOException wrong) {
      return Validated.invalid(prefix(), "", said(wrong), InvalidReason.MALFORMED, wrong);
    } catch (ValidationException _) {
      return Validated.none(); // which the check of its key has said
    }
  }

  private static String said(RuntimeException wrong) {
    String message = wrong.getMessage();
    return message == null ? wrong.toString() : message;
  }
}
