/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.export.AnswerForm;
import io.tidemark.api.export.Export;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.RouteParameters;
import io.tidemark.api.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The API document. Parameters come from the declarations that also check requests, answers from
 * the records that are also written, their descriptions from the comments on those records.
 */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

  private static final String TOKEN = "token";
  private static final String OK = "200";
  private static final String CREATED = "201";
  private static final String NO_CONTENT = "204";

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Scope.class, ParameterValues.class, Workload.class);
  }

  @Bean
  OpenAPI openApi(BuildProperties build) {
    Components components = new Components();
    components.addSecuritySchemes(
        TOKEN,
        new SecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .bearerFormat("JWT")
            .description(
                "Claims: tenant, sub (the user), roles (super-admin, finance, gateway, ingest,"
                    + " operator, directory, or none), may_view (users"
                    + " whose usage this user may also see), aud, exp."));
    ErrorResponses.addTo(components);
    return new OpenAPI()
        .info(
            new Info()
                .title("Tidemark search API")
                .version(build.getVersion())
                .description(
                    "Usage statistics of one tenant, by hour of event time. Every answer states the"
                        + " range that it covers and until when it is final. A value that was not"
                        + " reported is null, never 0.")
                .license(
                    new License()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")))
        .components(components)
        .tags(tags())
        .servers(List.of(new Server().url("/").description("The server of this document.")))
        .addSecurityItem(new SecurityRequirement().addList(TOKEN));
  }

  private static List<Tag> tags() {
    List<Tag> tags = new ArrayList<>();
    tags.add(tag("Access", "The user of the token, and sign-in."));
    tags.addAll(new WorkloadOperations().listTags());
    tags.add(tag("Budgets", "Amounts of usage for a period, and what is used of them."));
    tags.add(tag("Channels", "Where messages go."));
    tags.add(tag("Decisions", "Whether calls are within their budgets, for gateways."));
    tags.add(tag("Monitors", "Rules that watch metrics, and their alerts."));
    tags.add(tag("Ingest keys", "Keys with which senders of events authenticate."));
    tags.add(
        tag("People", "Names, the right to view others, access log, erasure and legal holds."));
    tags.add(tag("Operation", "Progress of the data."));
    return tags;
  }

  private static Tag tag(String name, String description) {
    return new Tag().name(name).description(description);
  }

  @Bean
  AnswerTypes answerTypes() {
    return new AnswerTypes();
  }

  @Bean
  ModelConverter snakeCaseModels(AnswerTypes types) {
    ObjectMapper mapper =
        Json.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    return new ModelResolver(mapper, types);
  }

  /** One, because its steps build on each other. */
  @Bean
  GlobalOpenApiCustomizer describedRoutes(AnswerTypes types, RouteParameters routes) {
    return document -> {
      types.describeSchemas(document.getComponents().getSchemas());
      new WorkloadOperations().describeDocument(document);
      document
          .getPaths()
          .forEach(
              (path, item) ->
                  item.readOperations()
                      .forEach(operation -> complete(operation, routes.of(path).list())));
      WorkloadOperations.renameRecordIds(document);
    };
  }

  private static void complete(Operation operation, List<Parameter> parameters) {
    parameters.forEach(
        parameter -> operation.addParametersItem(ParameterSchemas.describeParameter(parameter)));
    ApiResponse answer =
        Stream.of(OK, CREATED, NO_CONTENT)
            .map(operation.getResponses()::get)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
    answer.setDescription("Success");
    answer.addHeaderObject(ErrorResponses.REQUEST_ID, ErrorResponses.requestId());
    if (Export.isOffered(parameters)) {
      addRows(answer.getContent());
    }
    if (answer.getContent() != null) {
      AnswerExamples.addTo(operation.getOperationId(), answer.getContent());
    }
    ErrorResponses.addTo(operation, parameters);
  }

  private static void addRows(Content content) {
    for (AnswerForm form : Export.FORMS) {
      content.addMediaType(
          form.type(),
          new MediaType()
              .schema(
                  new StringSchema()
                      .description("The same data as rows; CSV starts with a header row.")));
    }
  }
}
