using System.Runtime.InteropServices;
using Ecom.Models.Scoring;
using Ecom.Neural.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ecom.Recommendation.SasRec;

/// <summary>The trainable side of <see cref="TransformerWeights"/>; the last row of the item table is the padding.</summary>
internal sealed class SasRecNetwork : IDisposable
{
    private readonly int _width, _heads, _length, _items;
    private readonly float _dropout;
    private readonly Parameter _table, _positions, _norm;
    private readonly Parameter[][] _blocks;
    private readonly Tensor _causal;

    public SasRecNetwork(int items, int width, int heads, int blocks, int length, float dropout)
    {
        (_items, _width, _heads, _length, _dropout) = (items, width, heads, length, dropout);
        _table = new Parameter(randn(items + 1, width) * Scalars.Of(.02));
        _positions = new Parameter(randn(length, width) * Scalars.Of(.02));
        _norm = Norm();
        var bound = Math.Sqrt(1.0 / width);
        Parameter Matrix(int count) => new(((rand(count, width, width) * Scalars.Of(2)) - Scalars.Of(1)) * Scalars.Of(bound));
        _blocks = [.. Enumerable.Range(0, blocks).Select(_ => (Parameter[])
            [Norm(), Matrix(4), new(zeros(4, width)), Norm(), Matrix(2), new(zeros(2, width))])];
        _causal = ones(length, length, ScalarType.Bool).triu(1);
    }

    public IEnumerable<Parameter> Parameters => [_table, _positions, _norm, .. _blocks.SelectMany(b => b)];

    public Tensor Table => _table;

    /// <summary>States at every position.</summary>
    /// <param name="items">[batch × length], the newest last, the padding index where there is none; the length may be below the network's.</param>
    /// <param name="training">Whether dropout is on.</param>
    /// <returns>[batch × length × width].</returns>
    public Tensor Forward(Tensor items, bool training)
    {
        var padding = items.eq(Scalars.Of(_items));
        var (batch, length) = (items.shape[0], items.shape[1]);
        var x = (_table.index_select(0, items.flatten()).view(batch, length, _width) * Scalars.Of(Math.Sqrt(_width))) + _positions.narrow(0, _length - length, length);
        x = nn.functional.dropout(x, _dropout, training);
        // A padded key is seen by nobody but itself, or its row would have nothing to attend to.
        var hidden = padding.unsqueeze(1).logical_or(_causal.narrow(0, 0, length).narrow(1, 0, length)).logical_and(eye(length, dtype: ScalarType.Bool).logical_not()).unsqueeze(1);
        foreach (var b in _blocks)
        {
            var normed = Normalise(x, b[0]);
            Tensor Heads(int m) => nn.functional.linear(normed, b[1][m], b[2][m]).view(batch, length, _heads, _width / _heads).transpose(1, 2);
            var scores = Heads(0).matmul(Heads(1).transpose(2, 3)) / Scalars.Of(Math.Sqrt(_width / _heads));
            var attention = nn.functional.dropout(scores.masked_fill(hidden, Scalars.Of(-1e9)).softmax(-1), _dropout, training);
            var mixed = attention.matmul(Heads(2)).transpose(1, 2).reshape(batch, length, _width);
            x = x + nn.functional.dropout(nn.functional.linear(mixed, b[1][3], b[2][3]), _dropout, training);
            var inner = nn.functional.dropout(nn.functional.linear(Normalise(x, b[3]), b[4][0], b[5][0]).relu(), _dropout, training);
            x = x + nn.functional.dropout(nn.functional.linear(inner, b[4][1], b[5][1]), _dropout, training);
        }
        return Normalise(x, _norm);
    }

    public TransformerWeights Export() => new()
    {
        Width = _width,
        Heads = _heads,
        Length = _length,
        Items = Values(_table)[..(_items * _width)],
        Positions = Values(_positions),
        Norm = Values(_norm),
        Blocks = [.. _blocks.Select(b => new TransformerBlock(Values(b[0]), Values(b[1]), Values(b[2]), Values(b[3]), Values(b[4]), Values(b[5])))],
    };

    public void Dispose()
    {
        foreach (var parameter in Parameters) parameter.Dispose();
        _causal.Dispose();
    }

    private Parameter Norm() => new(stack([ones(_width), zeros(_width)]));

    private Tensor Normalise(Tensor x, Parameter norm) => nn.functional.layer_norm(x, [_width], norm[0], norm[1]);

    private static float[] Values(Tensor tensor)
    {
        using var contiguous = tensor.detach().contiguous();
        return MemoryMarshal.Cast<byte, float>(contiguous.bytes).ToArray();
    }
}
