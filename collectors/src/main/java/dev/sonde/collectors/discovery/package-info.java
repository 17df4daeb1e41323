/// Where scrape targets come from: files, HTTP, DNS, Kubernetes, Consul, containers.
package dev.sonde.collectors.discovery;
