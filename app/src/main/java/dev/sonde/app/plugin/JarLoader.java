package dev.sonde.app.plugin;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/// Loads the classes of one plugin: the jar's own first, then Java's. Of Sonde it sees what
/// `dev.sonde.api` and `dev.sonde.framework` show, and the loggers of slf4j.
///
/// # Implementation notes
///
/// No `URLClassLoader`: that one would follow `Class-Path` in the manifest to files that nobody has
/// looked at.
final class JarLoader extends ClassLoader implements Closeable {
  private static final int LARGEST_CLASS = 32 << 20;
  private static final List<String> OURS_ALONE = List.of("dev.sonde.api.", "dev.sonde.framework.");
  private static final List<String> SHARED = List.of("org.slf4j.", "org.jspecify.");

  private final JarFile jar;
  private final URL place;
  private final ClassLoader sonde;
  private final ClassLoader java = getPlatformClassLoader();
  private final ProtectionDomain domain;

  JarLoader(JarFile jar, Path file, ClassLoader sonde) throws MalformedURLException {
    super("plugin " + file.getFileName(), getPlatformClassLoader());
    this.jar = jar;
    this.place = file.toUri().toURL();
    this.sonde = sonde;
    this.domain =
        new ProtectionDomain(new CodeSource(place, (Certificate[]) null), null, this, null);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? load(name) : known;
    }
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    if (name.startsWith("java.")) {
      return java.loadClass(name);
    }
    if (OURS_ALONE.stream().anyMatch(name::startsWith)) {
      return sonde.loadClass(name);
    }
    if (SHARED.stream().anyMatch(name::startsWith)) {
      Class<?> ours = ours(name);
      if (ours != null) {
        return ours;
      }
    }
    JarEntry entry = jar.getJarEntry(name.replace('.', '/') + ".class");
    return entry == null ? java.loadClass(name) : define(name, entry);
  }

  private @Nullable Class<?> ours(String name) {
    try {
      return sonde.loadClass(name);
    } catch (ClassNotFoundException _) {
      return null; // a part of slf4j that only the plugin has
    }
  }

  private Class<?> define(String name, JarEntry entry) throws ClassNotFoundException {
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(LARGEST_CLASS);
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name + " can't be read: " + unreadable, unreadable);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? java.getResource(name) : own;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    var all = new ArrayList<URL>();
    URL own = findResource(name);
    if (own != null) {
      all.add(own);
    }
    all.addAll(Collections.list(java.getResources(name)));
    return Collections.enumeration(all);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    JarEntry entry = jar.getJarEntry(name);
    try {
      return entry == null ? null : URI.create("jar:" + place + "!/" + path(name)).toURL();
    } catch (MalformedURLException | IllegalArgumentException _) {
      return null; // a name that no address can hold
    }
  }

  private static String path(String name) throws MalformedURLException {
    return Path.of("/" + name).toUri().getRawPath().substring(1);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    JarEntry entry = jar.getJarEntry(name);
    try {
      return entry == null ? java.getResourceAsStream(name) : jar.getInputStream(entry);
    } catch (IOException _) {
      return null; // as this method tells of what can't be read
    }
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}
