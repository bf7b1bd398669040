namespace Ecom.Models.Jobs;

/// <summary>What a trainer can do; its answer to <c>--list</c>.</summary>
/// <param name="Models">Names of model families.</param>
/// <param name="Augments">Names of augmenters, <c>none</c> first.</param>
public sealed record TrainerCatalogue(IReadOnlyList<string> Models, IReadOnlyList<string> Augments);
