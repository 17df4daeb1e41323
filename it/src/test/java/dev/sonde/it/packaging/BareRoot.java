package dev.sonde.it.packaging;

import dev.sonde.it.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The least that an image can stand on: busybox and the C library.
public final class BareRoot {
  private BareRoot() {}

  /// Imports it, as `base:bare`.
  public static void into(DockerDaemon docker) throws IOException, InterruptedException {
    Path archive = archive(docker.folder());
    docker.docker("import", archive.toString(), "base:bare");
    Files.delete(archive);
  }

  /// It as a tar file in a folder.
  public static Path archive(Path folder) throws IOException, InterruptedException {
    Path busybox = Peers.program("busybox").toRealPath();
    Path packages = busybox.resolve("../..").normalize();
    Path root = Files.createDirectories(folder.resolve("bare"));
    Command here = Command.in(root);
    for (String each : new String[] {"bin", "lib", "lib64"}) {
      here.run("cp", "-a", packages.resolve(each).toString(), each);
    }
    for (String name : here.run(busybox.toString(), "--list").lines().toList()) {
      if (!name.equals("busybox")) {
        Files.createSymbolicLink(root.resolve("bin").resolve(name), Path.of("busybox"));
      }
    }
    here.run("mkdir", "--mode=1777", "tmp");
    Path archive = folder.resolve("bare.tar");
    here.run("tar", "-cf", archive.toString(), "--exclude=gconv", ".");
    return archive;
  }

  /// The unpacked archive with a Java runtime in it, as the context of an image.
  static Path context(DockerDaemon docker, Path distribution)
      throws IOException, InterruptedException {
    Path context = docker.folder().resolve("context");
    Command here = Command.in(docker.folder()).with("JAVA_HOME", System.getProperty("java.home"));
    here.run("cp", "-a", distribution.toString(), context.toString());
    if (!Files.exists(context.resolve("runtime"))) {
      Path script = Path.of("../app/runtime").toAbsolutePath();
      here.run(script.toString(), context.resolve("runtime").toString());
    }
    try (Stream<Path> files = Files.list(context)) {
      if (files.noneMatch(each -> each.endsWith(".dockerignore"))) {
        throw new IOException(context + " has no .dockerignore");
      }
    }
    return context;
  }
}
