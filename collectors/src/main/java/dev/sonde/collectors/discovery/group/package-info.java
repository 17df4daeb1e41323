/// Target groups as text: the JSON and YAML that files and HTTP servers list targets in.
package dev.sonde.collectors.discovery.group;
