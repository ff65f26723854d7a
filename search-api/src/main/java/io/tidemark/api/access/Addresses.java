/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import java.util.regex.Pattern;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Which addresses and headers are taken. Names of models and ids of calls are in paths and may have
 * a slash or a percent sign in them, as in {@code Qwen/Qwen3-8B}: encoded, they are part of one
 * name. Names of users and models are in headers, in UTF-8.
 */
@Configuration(proxyBeanMethods = false)
class Addresses {

  /** As the firewall has it for the characters that the server makes of single bytes. */
  private static final Pattern HEADER_VALUE =
      Pattern.compile("[\\p{IsAssigned}&&[[^\\p{IsControl}]\\t]]*");

  @Bean
  TomcatConnectorCustomizer slashesInNames() {
    return connector ->
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
  }

  @Bean
  HttpFirewall namesInRequests() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowUrlEncodedSlash(true);
    // The server hands an encoded slash on as it came.
    firewall.setAllowUrlEncodedPercent(true);
    firewall.setAllowedHeaderValues(
        value -> HEADER_VALUE.matcher(HeaderText.decode(value)).matches());
    return firewall;
  }
}
