/// The shipper `http_json`: the body of metricsd, posted.
package dev.sonde.shippers.httpjson;
