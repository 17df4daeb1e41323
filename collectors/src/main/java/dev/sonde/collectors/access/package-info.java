/// How HTTP servers are asked that others run: TLS, credentials, headers, proxies, as Prometheus
/// configures them.
package dev.sonde.collectors.access;
