/// Collectors in somebody's own program: a [CollectorRegistry], the types it knows by name, and
/// what becomes of its runs. Authors of collectors need `dev.sonde.api.framework` only.
package dev.sonde.framework;
