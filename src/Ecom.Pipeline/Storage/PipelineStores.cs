namespace Ecom.Pipeline.Storage;

/// <summary>The two containers of a deployment.</summary>
/// <param name="Dumps">Where the shop uploads; a trigger watches it. The pipeline only reads it.</param>
/// <param name="Artefacts">Everything the pipeline makes, below one folder per shop.</param>
public sealed record PipelineStores(IBlobStore Dumps, IBlobStore Artefacts)
{
    public const string DumpsContainer = "dumps";
    public const string ArtefactsContainer = "artefacts";
}
