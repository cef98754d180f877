"""An appliance (资产档案): the file of one product sold to a customer, and the care that goes with it. I7 A2–A6 A9."""
