/** A checkpoint's record, from aliases c and m. */
export const CHECKPOINT_COLUMNS = `
  c.id, c.digest, c.stub_name AS "stubName", c.model_id AS "modelId", c.revision, c.core_digest AS "coreDigest",
  c.weights_identity AS "weightsIdentity", c.license, c.architecture, c.parameter_count AS "parameterCount",
  c.size_bytes AS "sizeBytes", c.state, c.publisher_host AS "publisherHost", c.conversion_id AS "conversionId",
  c.merged_into_id AS "mergedIntoId", c.published_by AS "publishedBy", c.log_index AS "logIndex", c.created_at AS "createdAt", m.name AS "modelName"`;

export const CHECKPOINT_TABLES = 'checkpoint c LEFT JOIN model m ON m.id = c.model_id';
