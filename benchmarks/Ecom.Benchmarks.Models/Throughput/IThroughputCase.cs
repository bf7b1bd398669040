using Ecom.Recommendation.Contracts;

namespace Ecom.Benchmarks.Models.Throughput;

/// <summary>A generator as the product trains it, beside the same network written with torch's own modules and nothing around it.</summary>
internal interface IThroughputCase
{
    /// <summary>For the command line.</summary>
    string Name { get; }

    /// <summary>What is trained, with its size.</summary>
    string Title { get; }

    /// <summary>Timed pairs of epochs.</summary>
    int Rounds { get; }

    /// <summary>Makes the data and the plain network.</summary>
    /// <returns>One epoch of the plain network, over batches that are tensors already: forward, backward, step; it reads no loss.</returns>
    Action Prepare();

    /// <summary>The product's fit; the context is told after each epoch.</summary>
    void Fit(int epochs, FitContext context);
}
