using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>One example for ML.NET.</summary>
internal sealed class LabelledRow
{
    public float[] Features { get; set; } = [];
    public bool Label { get; set; }

    public static IDataView View(MLContext context, IEnumerable<LabelledRow> rows, int width)
    {
        var schema = SchemaDefinition.Create(typeof(LabelledRow));
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        return context.Data.LoadFromEnumerable(rows, schema);
    }
}
