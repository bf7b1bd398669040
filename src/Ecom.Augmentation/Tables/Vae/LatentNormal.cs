using Ecom.Neural.Runtime;
using Ecom.Neural.Tabular;
using TorchSharp;

namespace Ecom.Augmentation.Tables.Vae;

/// <summary>The normal distribution of a table's codes: what an autoencoder, which has no prior, is sampled from.</summary>
internal sealed class LatentNormal(torch.Tensor mean, torch.Tensor factor) : IDisposable
{
    public static LatentNormal Of(TabularVae network, EncodedRows rows)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var codes = torch.cat([.. Enumerable.Range(0, rows.Count).Chunk(1000).Select(c => network.Encode(rows.Batch(c)).Mean)], 0);
        var mean = codes.mean([0L]);
        var centred = codes - mean;
        var covariance = centred.t().matmul(centred) / Scalars.Of(rows.Count) + Scalars.Of(1e-5) * torch.eye(codes.shape[1]);
        return new LatentNormal(mean.MoveToOuterDisposeScope(), torch.linalg.cholesky(covariance).MoveToOuterDisposeScope());
    }

    /// <summary>Standard normal draws as codes: [count × latent].</summary>
    public torch.Tensor Shape(torch.Tensor z) => z.matmul(factor.t()) + mean;

    public void Dispose()
    {
        mean.Dispose();
        factor.Dispose();
    }
}
