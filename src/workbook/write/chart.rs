//! Columns side by side, as spreadsheets draw them.

use super::parts::{PREFIX, escaped};
use super::style::FORMATS;

/// A chart.
#[derive(Debug)]
pub(super) struct Chart {
    pub(super) title: String,
    /// The ranges of the words and of the figures.
    pub(super) words: String,
    pub(super) figures: String,
    pub(super) unit: u32,
    /// The cell at its corner.
    pub(super) at: (u32, u32),
}

/// How many columns and rows one covers.
const SIZE: (u32, u32) = (4, 16);

impl Chart {
    /// The part that draws it.
    pub(super) fn xml(&self) -> String {
        let format = FORMATS.get(self.unit as usize).copied().unwrap_or("General").replace('"', "&quot;");
        [
            PREFIX,
            "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr/></a:pPr><a:r><a:rPr lang=\"en-US\"/><a:t>",
            &escaped(&self.title),
            "</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/><c:barChart><c:barDir val=\"col\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/><c:ser><c:idx val=\"0\"/><c:order val=\"0\"/><c:spPr><a:solidFill><a:srgbClr val=\"2F5D8A\"/></a:solidFill></c:spPr><c:invertIfNegative val=\"0\"/><c:dLbls><c:numFmt formatCode=\"",
            &format,
            "\" sourceLinked=\"0\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls><c:cat><c:strRef><c:f>",
            &escaped(&self.words),
            "</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>",
            &escaped(&self.figures),
            "</c:f></c:numRef></c:val></c:ser><c:gapWidth val=\"80\"/><c:axId val=\"50010001\"/><c:axId val=\"50010002\"/></c:barChart><c:catAx><c:axId val=\"50010001\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"b\"/><c:tickLblPos val=\"low\"/><c:crossAx val=\"50010002\"/><c:crosses val=\"autoZero\"/><c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/></c:catAx><c:valAx><c:axId val=\"50010002\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/><c:majorGridlines/><c:numFmt formatCode=\"",
            &format,
            "\" sourceLinked=\"0\"/><c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"50010001\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"between\"/></c:valAx></c:plotArea><c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart></c:chartSpace>",
        ]
        .concat()
    }

    /// Its place on the sheet; `number` is its own among the charts of the sheet, from 1.
    fn anchor(&self, number: usize) -> String {
        let corner = |(row, column): (u32, u32)| {
            [
                "<xdr:col>",
                &column.to_string(),
                "</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>",
                &row.to_string(),
                "</xdr:row><xdr:rowOff>0</xdr:rowOff>",
            ]
            .concat()
        };
        let (row, column) = self.at;
        [
            "<xdr:twoCellAnchor><xdr:from>",
            &corner((row, column)),
            "</xdr:from><xdr:to>",
            &corner((row + SIZE.1, column + SIZE.0)),
            "</xdr:to><xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr><xdr:cNvPr id=\"",
            &(number + 1).to_string(),
            "\" name=\"",
            &escaped(&self.title),
            "\"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId",
            &number.to_string(),
            "\"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>",
        ]
        .concat()
    }
}

/// The part that says where the charts of a sheet are.
pub(super) fn drawing(charts: &[Chart]) -> String {
    let anchors: Vec<String> = (1..).zip(charts).map(|(number, chart)| chart.anchor(number)).collect();
    [
        PREFIX,
        "<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">",
        &anchors.concat(),
        "</xdr:wsDr>",
    ]
    .concat()
}
