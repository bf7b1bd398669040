using Ecom.Augmentation.Tables.Encoding;
using Ecom.Neural.Tabular;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Ecom.Benchmarks.Models.Throughput;

/// <summary>CTGAN: batches of 500 in packs of ten, WGAN-GP; conditions were drawn before.</summary>
internal sealed class ConditionalGanCase() : TableCase("ctgan", "CTGAN", 9)
{
    private const int Batch = 500, Pack = 10, Hidden = 256, NoiseWidth = 128;

    public override Action Prepare()
    {
        var rows = new ModeEncoder(Table, 1).Encode(Table, 1);
        var (sampler, random, width) = (new ConditionSampler(rows), new Random(1), rows.Width);
        var batches = Enumerable.Range(0, rows.Count / Batch).Select(_ => Steps.Draw(rows, sampler, random)).ToArray();
        var input = NoiseWidth + sampler.Width;
        var (first, second, output) = (nn.Linear(input, Hidden), nn.Linear(input + Hidden, Hidden), nn.Linear(input + 2 * Hidden, width));
        var (firstNorm, secondNorm) = (nn.BatchNorm1d(Hidden), nn.BatchNorm1d(Hidden));
        var critic = PlainEpoch.Layers(
            nn.Linear(Pack * (width + sampler.Width), Hidden), nn.LeakyReLU(0.2), nn.Dropout(0.5), nn.Linear(Hidden, Hidden), nn.LeakyReLU(0.2), nn.Dropout(0.5), nn.Linear(Hidden, 1));
        nn.Module[] generator = [first, second, output, firstNorm, secondNorm];
        var generatorOptimizer = optim.Adam(generator.SelectMany(m => m.parameters()), 2e-4, 0.5, 0.9, weight_decay: 1e-6);
        var criticOptimizer = optim.Adam(critic.parameters(), 2e-4, 0.5, 0.9);
        return PlainEpoch.Over(batches, step =>
        {
            using (NewDisposeScope())
            {
                Tensor fake;
                using (no_grad()) fake = Packed(cat([Activate(Generate(step.FakeConditions)), step.FakeConditions], 1));
                var real = Packed(cat([step.Real, step.RealConditions], 1));
                var mix = rand(real.shape[0], 1);
                var between = (mix * real + (1 - mix) * fake).requires_grad_();
                var judged = critic.forward(between);
                var gradient = autograd.grad([judged], [between], [ones_like(judged)], retain_graph: true, create_graph: true)[0];
                var penalty = ((gradient.square().sum(1) + 1e-12).sqrt() - 1).square().mean();
                PlainEpoch.Descend(critic.forward(fake).mean() - critic.forward(real).mean() + 10 * penalty, criticOptimizer);
            }
            var raw = Generate(step.Conditions);
            var loss = -critic.forward(Packed(cat([Activate(raw), step.Conditions], 1))).mean();
            foreach (var (span, at, values) in step.Wanted)
                loss = loss + cross_entropy(raw.index_select(0, at).narrow(1, span.Start, span.Width), values, reduction: nn.Reduction.Sum) / Batch;
            PlainEpoch.Descend(loss, generatorOptimizer);
        });

        Tensor Generate(Tensor conditions)
        {
            var x = cat([randn(conditions.shape[0], NoiseWidth), conditions], 1);
            x = cat([firstNorm.forward(first.forward(x)).relu(), x], 1);
            return output.forward(cat([secondNorm.forward(second.forward(x)).relu(), x], 1));
        }

        Tensor Activate(Tensor raw) => cat([.. rows.Spans.Select(span =>
        {
            var part = raw.narrow(1, span.Start, span.Width);
            return span.IsScalar ? part.tanh() : ((part - (-rand_like(part).clamp(1e-10, 1 - 1e-7).log()).log()) / 0.2).softmax(1);
        })], 1);

        static Tensor Packed(Tensor x) => x.reshape(-1, Pack * x.shape[1]);
    }

    /// <summary>What a step draws, as tensors.</summary>
    private sealed record Steps(Tensor FakeConditions, Tensor Real, Tensor RealConditions, Tensor Conditions, (ColumnSpan Span, Tensor At, Tensor Values)[] Wanted)
    {
        public static Steps Draw(EncodedRows rows, ConditionSampler sampler, Random random)
        {
            var (fake, own) = (sampler.Draw(Batch, random, byLogFrequency: true), sampler.Draw(Batch, random, byLogFrequency: true));
            var shuffled = fake.ToArray();
            random.Shuffle(shuffled);
            return new(
                ConditionalGanTraining.Vectors(fake, sampler.Width), rows.Batch([.. shuffled.Select(c => c.Row)]), ConditionalGanTraining.Vectors(shuffled, sampler.Width),
                ConditionalGanTraining.Vectors(own, sampler.Width),
                [.. Enumerable.Range(0, Batch).GroupBy(r => own[r].Span!).Select(g => (g.Key, tensor(g.Select(r => (long)r).ToArray()), tensor(g.Select(r => (long)own[r].Value).ToArray())))]);
        }
    }
}
