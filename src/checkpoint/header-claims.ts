import type { HeaderClaim } from './inspection.ts';

/** The lineage and license hints among a header's entries, clipped; nobody signed them. */
export function headerClaims(entries: ReadonlyMap<string, string>): readonly HeaderClaim[] {
  return [...entries]
    .filter(([key]) => CLAIM_KEY.test(key))
    .slice(0, CLAIMS_MAX)
    .map(([key, value]) => ({ key, value: value.slice(0, VALUE_CHARACTERS_MAX) }));
}

/** modelspec.* is StabilityAI's, merge_recipe mergekit's, ss_* kohya's; the rest are Hugging Face's words. */
const CLAIM_KEY =
  /^(modelspec\.[\w.]+|merge_recipe|ss_(sd_model_name|sd_model_hash|new_sd_model_hash|base_model_version|output_name)|_name_or_path|(general\.)?(base_model[\w.]*|licen[sc]e[\w.]*|parent[\w.]*))$/;

const CLAIMS_MAX = 64;
const VALUE_CHARACTERS_MAX = 4096;
