/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.templates;

import io.tidemark.api.request.Retention;
import io.tidemark.api.web.BackgroundWork;
import io.tidemark.templates.InstallReport;
import io.tidemark.templates.TemplateInstaller;
import io.tidemark.templates.TemplatesException;
import java.time.Duration;
import org.elasticsearch.client.RestClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Brings the cluster's templates to the version of this release. The API answers meanwhile: a
 * cluster that is late or gone is awaited in the background.
 */
@Component
@ConditionalOnProperty(name = "tidemark.templates.install", matchIfMissing = true)
class TemplateInstallation extends BackgroundWork {

  private static final Logger LOG = LoggerFactory.getLogger(TemplateInstallation.class);
  private static final Duration WAIT = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final RestClient client;
  private final Retention retention;

  TemplateInstallation(RestClient client, Retention retention) {
    super("template-installation");
    this.retention = retention;
    this.client = client;
  }

  @Override
  protected void work() throws InterruptedException {
    while (!install()) {
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private boolean install() {
    try {
      InstallReport report = new TemplateInstaller(client, retention.keep()).installTemplates(WAIT);
      LOG.info("Templates are at version {}, {}", report.version(), report.lifecycle().label());
      report.indices().stream()
          .filter(index -> !index.raised())
          .forEach(
              index -> LOG.warn("An open index does not take fields of new documents: {}", index));
      return true;
    } catch (TemplatesException | IllegalStateException e) {
      if (isRunning()) {
        LOG.warn("Templates are not installed yet: {}", e.getMessage());
      }
      return !isRunning();
    }
  }
}
