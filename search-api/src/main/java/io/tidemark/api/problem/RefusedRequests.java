/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.problem;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.unit.DataSize;

/** Puts {@link RefusedRequestValve} where the server's own pages of errors would be made. */
@Configuration(proxyBeanMethods = false)
class RefusedRequests {

  /** Last in order: of two such valves the one that is added last answers. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemsOfTheServer(
      ObjectProvider<ProblemWriter> problems,
      @Value("${server.max-http-request-header-size}") DataSize headers) {
    return factory -> {
      factory.addContextCustomizers(
          context ->
              context
                  .getParent()
                  .getPipeline()
                  .addValve(new RefusedRequestValve(problems, headers)));
      // No route takes a body: none is read in search of parameters.
      factory.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
    };
  }
}
