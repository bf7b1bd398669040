using Ecom.Augmentation.Tables.Encoding;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Ecom.Benchmarks.Models.Throughput;

/// <summary>TVAE (hidden and latent 128), or the same without divergence (latent 16): batches of 500.</summary>
internal sealed class TabularVaeCase(bool plain) : TableCase(plain ? "autoencoder" : "tvae", plain ? "Tabular autoencoder" : "TVAE", 25)
{
    /// <summary>There is an autoencoder of histories too.</summary>
    public override string Name => plain ? "tabular-autoencoder" : "tvae";

    public override Action Prepare()
    {
        var rows = new ModeEncoder(Table, 1).Encode(Table, 1);
        var (width, latent) = (rows.Width, plain ? 16 : 128);
        var batches = Enumerable.Range(0, rows.Count).Chunk(500).Select(c => rows.Batch(c)).ToArray();
        var encoder = PlainEpoch.Layers(nn.Linear(width, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 2 * latent));
        var decoder = PlainEpoch.Layers(nn.Linear(latent, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, width));
        var deviations = new Parameter(full(width, 0.1f));
        var optimizer = optim.Adam([.. encoder.parameters(), .. decoder.parameters(), deviations], 1e-3, weight_decay: 1e-5);
        return PlainEpoch.Over(batches, x =>
        {
            var parts = encoder.forward(x).chunk(2, 1);
            var (mean, logVariance) = (parts[0], parts[1]);
            var decoded = decoder.forward(plain ? mean : mean + (0.5 * logVariance).exp() * randn_like(mean));
            var loss = zeros(1);
            foreach (var span in rows.Spans)
            {
                var (target, output) = (x.narrow(1, span.Start, span.Width), decoded.narrow(1, span.Start, span.Width));
                if (span.IsScalar)
                {
                    var deviation = deviations.narrow(0, span.Start, 1).clamp(0.01, 1);
                    loss = loss + ((target - output.tanh()).square() / (2 * deviation.square()) + deviation.log()).sum();
                }
                else
                {
                    loss = loss - (target * log_softmax(output, 1)).sum();
                }
            }
            loss = 2 * loss / x.shape[0];
            if (!plain) loss = loss + 0.5 * (mean.square() + logVariance.exp() - 1 - logVariance).sum(1).mean();
            PlainEpoch.Descend(loss.squeeze(), optimizer);
        });
    }
}
