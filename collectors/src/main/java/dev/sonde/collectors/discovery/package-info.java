/// Where scrape targets come from: files, HTTP, DNS, Kubernetes, Consul.
package dev.sonde.collectors.discovery;
