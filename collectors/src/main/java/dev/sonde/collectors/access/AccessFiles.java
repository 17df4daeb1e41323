package dev.sonde.collectors.access;

import dev.sonde.api.Blocking;
import dev.sonde.api.Time;
import dev.sonde.http.tls.Tls;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.http.tls.TlsProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Whether the files that an [HttpAccess] names can be used, before anything is asked. Used by one
/// thread.
public final class AccessFiles {
  private final TlsContexts contexts;
  private final CredentialFiles files;

  public AccessFiles(TlsContexts contexts, Blocking blocking, Time time) {
    this.contexts = contexts;
    this.files = new CredentialFiles(blocking, time);
  }

  /// What can't be used, in words that name the file.
  public List<String> problems(HttpAccess access) throws InterruptedException {
    var problems = new LinkedHashSet<String>();
    tls(access.tls(), problems);
    if (access.authentication() instanceof Authentication.OAuth2 oauth2) {
      tls(oauth2.tls(), problems);
    }
    for (Credential each : credentials(access)) {
      credential(each, problems);
    }
    return List.copyOf(problems);
  }

  private void tls(TlsConfig config, Set<String> problems) throws InterruptedException {
    if (config.equals(TlsConfig.DEFAULT)) {
      return;
    }
    try (Tls tls = contexts.client(config)) {
      tls.problem().map(TlsProblem::words).ifPresent(problems::add);
    }
  }

  private static List<Credential> credentials(HttpAccess access) {
    var all = new ArrayList<Credential>();
    switch (access.authentication()) {
      case Authentication.None _ -> {}
      case Authentication.Basic(var username, var password) ->
          all.addAll(List.of(username, password));
      case Authentication.Token token -> all.add(token.credentials());
      case Authentication.OAuth2 oauth2 -> all.add(oauth2.clientSecret());
    }
    access.headers().forEach(each -> all.add(each.value()));
    return all;
  }

  private void credential(Credential of, Set<String> problems) throws InterruptedException {
    try {
      files.text(of);
    } catch (IOException unusable) {
      problems.add(String.valueOf(unusable.getMessage()));
    }
  }
}
