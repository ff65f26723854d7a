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
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.tidemark.api.access.Scope;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.RouteParameters;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API document: parameters come from the declarations that also check requests. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

  private static final String TOKEN = "token";
  private static final String PROBLEM = "Problem";

  private static final Map<String, String> REFUSALS =
      new TreeMap<>(
          Map.of(
              "400", "A parameter or value that is not taken, or an answer beyond a limit",
              "401", "No valid token",
              "403", "Data that the token does not open",
              "429", "Too many requests; Retry-After says when",
              "503", "Elasticsearch does not answer in time; Retry-After says when"));

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Scope.class, ParameterValues.class);
  }

  @Bean
  OpenAPI openApi(BuildProperties build) {
    return new OpenAPI()
        .info(
            new Info()
                .title("Tidemark search API")
                .version(build.getVersion())
                .description("Usage statistics of one tenant, by the hour, by event time.")
                .license(
                    new License()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")))
        .components(
            new Components()
                .addSchemas(PROBLEM, problemSchema())
                .addSecuritySchemes(
                    TOKEN,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")))
        .servers(List.of(new Server().url("/")))
        .addSecurityItem(new SecurityRequirement().addList(TOKEN));
  }

  @Bean
  ModelConverter snakeCaseModels() {
    ObjectMapper mapper =
        Json.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    return new ModelResolver(mapper);
  }

  @Bean
  GlobalOpenApiCustomizer declaredParameters(RouteParameters routes) {
    return document ->
        document
            .getPaths()
            .forEach(
                (path, item) ->
                    item.readOperations()
                        .forEach(operation -> declare(operation, routes.of(path).list())));
  }

  private static void declare(Operation operation, List<Parameter> parameters) {
    parameters.forEach(parameter -> operation.addParametersItem(describe(parameter)));
    REFUSALS.forEach(
        (status, when) -> operation.getResponses().addApiResponse(status, problem(when)));
  }

  private static ApiResponse problem(String when) {
    Schema<?> schema = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
    return new ApiResponse()
        .description(when)
        .content(
            new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
  }

  private static Schema<?> problemSchema() {
    return new ObjectSchema()
        .description("RFC 9457")
        .addProperty("type", new StringSchema().example("urn:tidemark:problem:invalid-parameter"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema())
        .addProperty("instance", new StringSchema())
        .addProperty("parameter", new StringSchema().description("what was refused"))
        .addProperty(
            "allowed", new ArraySchema().items(new StringSchema()).description("what is taken"))
        .addProperty("limit", new IntegerSchema().format("int64"))
        .addProperty("retry_after_seconds", new IntegerSchema().format("int64"));
  }

  private static QueryParameter describe(Parameter parameter) {
    QueryParameter described = new QueryParameter();
    described.setName(parameter.name());
    described.setDescription(parameter.description());
    described.setSchema(schema(parameter));
    if (parameter.kind() == Parameter.Kind.TEXTS) {
      described.setExplode(true);
    }
    return described;
  }

  private static Schema<?> schema(Parameter parameter) {
    return switch (parameter.kind()) {
      case CHOICE -> choice(parameter);
      case CHOICES -> pair(parameter);
      case TEXT -> text(parameter.most());
      case TEXTS ->
          new ArraySchema()
              .items(
                  parameter.allowed().isEmpty() ? text(Parameter.LONGEST_TEXT) : choice(parameter))
              .maxItems(Parameter.MOST_VALUES);
      case COUNT -> number(parameter);
      case TIME -> new StringSchema().format("date-time");
      case ZONE -> zone(parameter);
    };
  }

  private static Schema<String> zone(Parameter parameter) {
    Schema<String> schema = text(Parameter.LONGEST_TEXT);
    schema.setExample("Asia/Shanghai");
    schema.setDefault(parameter.defaultValue());
    return schema;
  }

  private static Schema<?> number(Parameter parameter) {
    IntegerSchema schema = new IntegerSchema();
    schema.setMinimum(BigDecimal.valueOf(parameter.least()));
    schema.setMaximum(BigDecimal.valueOf(parameter.most()));
    if (parameter.defaultValue() != null) {
      schema.setDefault(Long.valueOf(parameter.defaultValue()));
    }
    return schema;
  }

  private static Schema<String> text(long longest) {
    StringSchema schema = new StringSchema();
    schema.setMinLength(1);
    schema.setMaxLength(Math.toIntExact(longest));
    return schema;
  }

  private static Schema<String> pair(Parameter parameter) {
    String one = "(" + String.join("|", parameter.allowed()) + ")";
    StringSchema schema = new StringSchema();
    schema.setPattern("^" + one + "(," + one + ")?$");
    schema.setDefault(parameter.defaultValue());
    return schema;
  }

  private static Schema<String> choice(Parameter parameter) {
    StringSchema schema = new StringSchema();
    parameter.allowed().forEach(schema::addEnumItem);
    schema.setDefault(parameter.defaultValue());
    return schema;
  }
}
