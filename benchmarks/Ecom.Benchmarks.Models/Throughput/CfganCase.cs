using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Ecom.Benchmarks.Models.Throughput;

/// <summary>CFGAN: minimax, 30 % partial masking, 70 % zero reconstruction.</summary>
internal sealed class CfganCase() : BehaviourCase("gan", "CFGAN", 5)
{
    protected override Action<Tensor> Step(int width)
    {
        var generator = PlainEpoch.Layers(nn.Linear(width, 400), nn.Sigmoid(), nn.Linear(400, width));
        var discriminator = PlainEpoch.Layers(nn.Linear(2 * width, 125), nn.Sigmoid(), nn.Linear(125, 1));
        var generatorOptimizer = optim.Adam(generator.parameters(), 1e-3, weight_decay: 1e-4);
        var discriminatorOptimizer = optim.Adam(discriminator.parameters(), 1e-4);
        return x =>
        {
            var generated = generator.forward(x).sigmoid();
            using (NewDisposeScope())
            {
                var fake = generated.detach() * (x + Untouched(x, 0.3));
                PlainEpoch.Descend(softplus(-Judge(x, x)).mean() + softplus(Judge(x, fake)).mean(), discriminatorOptimizer);
            }
            foreach (var parameter in discriminator.parameters()) parameter.requires_grad = false;
            var loss = -softplus(Judge(x, generated * (x + Untouched(x, 0.3)))).mean();
            PlainEpoch.Descend(loss + 0.03 * (generated * Untouched(x, 0.7)).square().sum(1).mean(), generatorOptimizer);
            foreach (var parameter in discriminator.parameters()) parameter.requires_grad = true;
        };

        Tensor Judge(Tensor condition, Tensor vector) => discriminator.forward(cat([condition, vector], 1));
        Tensor Untouched(Tensor x, double ratio) => rand_like(x).lt(ratio) * (1 - x);
    }
}
