using Ecom.Models;

namespace Ecom.Trainer.Search;

/// <summary>Settings of a model and of the augmenter before it.</summary>
internal sealed record Recipe(Parameters Model, Parameters Augment);
