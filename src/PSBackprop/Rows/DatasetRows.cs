using System.Management.Automation;

namespace PSBackprop;

/// <summary>The <c>Rows</c> of a dataset as PowerShell sees them: objects with the columns as properties.</summary>
public static class DatasetRows
{
    /// <summary>All rows, one object each.</summary>
    public static object Get(PSObject instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return Of((Dataset)instance.BaseObject).ToArray();
    }

    internal static IEnumerable<PSObject> Of(Dataset dataset)
    {
        DataColumn[] columns = [.. dataset.Columns];
        for (int row = 0; row < dataset.Count; row++)
        {
            var values = new PSObject();
            foreach (DataColumn column in columns)
            {
                values.Properties.Add(new PSNoteProperty(column.Name, column[row]));
            }

            yield return values;
        }
    }
}
